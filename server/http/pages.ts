// The pages and their assets: hashed ones for ever, the shell asked for anew each time, nothing from outside.

import { serveStatic } from "@hono/node-server/serve-static";
import { Hono } from "hono";
import { compress } from "hono/compress";
import { secureHeaders } from "hono/secure-headers";

export const createPages = (publicDir: string): Hono => {
  const app = new Hono();
  app.use(
    secureHeaders({
      contentSecurityPolicy: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'", "'unsafe-inline'"],
        // A plan is fetched with the screen's own token and shown from the page's memory.
        imgSrc: ["'self'", "data:", "blob:"],
        connectSrc: ["'self'", "ws:", "wss:"],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
      referrerPolicy: "no-referrer",
      xFrameOptions: "DENY",
      // Plain HTTP is a site's own choice on a closed LAN: a browser must not be told to refuse it for months.
      strictTransportSecurity: false,
      crossOriginOpenerPolicy: "same-origin",
    }),
  );
  const asset = serveStatic({
    root: publicDir,
    onFound: (_path, c) => c.header("Cache-Control", "public, max-age=31536000, immutable"),
  });
  const shell = (path: string) =>
    serveStatic({ root: publicDir, path, onFound: (_path, c) => c.header("Cache-Control", "no-cache") });
  // The word list of the kiosks is the one file that a bad line would feel: less than half of it goes over the wire.
  app.use("/assets/:list{words-.+\\.txt}", compress());
  app.use("/assets/*", asset);
  for (const worker of ["sw.js", "scan-sw.js"]) app.get(`/${worker}`, shell(worker));
  app.get("/favicon.svg", shell("favicon.svg"));
  for (const page of ["wall", "desk"]) app.get(`/${page}`, shell("web/index.html"));
  app.get("/kiosk", shell("kiosk/index.html"));
  app.get("/scan", shell("web/scan/index.html"));
  app.get("/", (c) => c.redirect("/wall"));
  return app;
};
