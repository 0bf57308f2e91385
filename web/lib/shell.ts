// Lets a built page register the worker that keeps it on the device; plain http in a LAN has none, and the page works without.

/** Resolves with whether this page is now kept. In development files change too often to be kept. */
export const keepShell = async (script = "/sw.js", scope = "/"): Promise<"kept" | "not-kept"> => {
  if (!import.meta.env.PROD || !window.isSecureContext || !("serviceWorker" in navigator)) return "not-kept";
  try {
    await navigator.serviceWorker.register(script, { scope, updateViaCache: "none" });
    return "kept";
  } catch (error) {
    // Browsers refuse by TypeError (the file could not be had) or DOMException (policy): the page needs neither.
    if (error instanceof TypeError || error instanceof DOMException) return "not-kept";
    throw error;
  }
};
