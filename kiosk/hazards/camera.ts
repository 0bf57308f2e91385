// The kiosk's own camera, where it has one and the page may use it: over HTTPS or on the machine itself, no browser gives it otherwise.

export const hasCamera = async (): Promise<boolean> => {
  // A page that came over plain HTTP has no devices at all.
  if (!("mediaDevices" in navigator)) return false;
  const devices = await navigator.mediaDevices.enumerateDevices();
  return devices.some(({ kind }) => kind === "videoinput");
};

/** Undefined: it was unplugged, another program has it, or the browser was told not to give it. */
export const openCamera = async (): Promise<MediaStream | undefined> => {
  try {
    return await navigator.mediaDevices.getUserMedia({ audio: false, video: { width: { ideal: 1600 } } });
  } catch (error) {
    if (error instanceof DOMException || error instanceof TypeError) return undefined;
    throw error;
  }
};

export const closeCamera = (stream: MediaStream | undefined): void => {
  for (const track of stream?.getTracks() ?? []) track.stop();
};
