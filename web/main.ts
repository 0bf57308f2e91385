// The entry of /wall and /desk: puts the page into the document and keeps it on the device.

import "@fontsource-variable/noto-sans-sc/wght.css";
import "./lib/tokens.css";
import "./lib/base.css";
import { mount } from "svelte";
import App from "./App.svelte";
import { keepShell } from "./lib/shell.ts";

const target = document.getElementById("app");
if (target === null) throw new Error("index.html has no #app");
mount(App, { target });
void keepShell();
