// A bound for what one MQTT line may send before anybody looks at it: a packet says its length first, and is believed only so far.

/** Hears a line's bytes in order; false as soon as a packet claims more than `most` bytes, or a length that is none. */
export const createPacketGuard = (most: number): ((chunk: Uint8Array) => boolean) => {
  /** Bytes of the present packet still to come; its length, while that is being read. */
  let left = 0;
  let digits = 0;
  let length = 0;
  let inHead = false;
  return (chunk) => {
    for (let at = 0; at < chunk.length; ) {
      if (left > 0) {
        const taken = Math.min(left, chunk.length - at);
        left -= taken;
        at += taken;
      } else if (!inHead) {
        [inHead, digits, length] = [true, 0, 0];
        at += 1;
      } else {
        const byte = chunk[at] ?? 0;
        at += 1;
        length += (byte & 127) * 128 ** digits;
        digits += 1;
        if (length > most) return false;
        if (byte >= 128) {
          if (digits === 4) return false;
          continue;
        }
        inHead = false;
        left = length;
      }
    }
    return true;
  };
};
