// The entry of /kiosk: puts the page into the document and keeps it on the device.

import "@fontsource-variable/noto-sans-sc/wght.css";
import "../web/lib/tokens.css";
import "../web/lib/base.css";
import { mount } from "svelte";
import { keepShell } from "../web/lib/shell.ts";
import Kiosk from "./Kiosk.svelte";

const target = document.getElementById("app");
if (target === null) throw new Error("index.html has no #app");
mount(Kiosk, { target });
void keepShell();
