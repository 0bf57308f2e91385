// What a password has to be: long enough, and not one of those that everybody tries first.

/** From the lists of most used passwords in China and elsewhere, those of ten characters and more; lower case. */
const common: ReadonlySet<string> = new Set(
  `1234567890 0123456789 0987654321 9876543210 12345678910 123456789a a123456789 a1234567890 aa123456789 abc123456789
  1234567891 123456789q q123456789 qq123456789 123456789abc abcd123456 abc1234567 abcde12345 1qaz2wsx3edc 1q2w3e4r5t
  1q2w3e4r5t6y qwertyuiop qwertyuiop123 qwerty12345 qwerty123456 asdfghjkl123 zxcvbnm123 1qazxsw23edc qazwsxedcrfv
  password12 password123 password1234 passw0rd123 password01 p@ssw0rd123 p@ssword123 admin12345 admin123456 admin@123456
  administrator administrator1 root123456 test123456 user123456 welcome123 welcome1234 changeme123 letmein123
  iloveyou123 woaini1314 woaini520 woaini5201314 5201314520 wodemima123 mima123456 zhongguo123 china123456 5211314521
  1314520520 1231231231 1212121212 1122334455 112233445566 147258369a 1472583690 7894561230 0147258369 789456123a
  shouwang123 shouwang1234 shouwang123456 linchang123 linchang123456 anquan123456 aqsc123456 zhihui123456`.split(/\s+/),
);

const enough = 10;

/** Whether the password may be used for this account. Signs are counted as people count them. */
export const isGoodPassword = (password: string, login: string): boolean => {
  const plain = password.normalize("NFKC").toLowerCase();
  const signs = [...plain];
  if (signs.length < enough || new Set(signs).size < 4) return false;
  return !common.has(plain) && plain !== login && plain !== login.repeat(2);
};
