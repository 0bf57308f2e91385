// A datum as GPX, KML and TCX can say one: an attribute, an element of an extension, or a named datum of ExtendedData. [PAT-2]

import { type Declared, datumKeys } from "./declared.ts";
import type { XmlReader } from "./xml.ts";

const longest = 120;

/** Hears every element beside the format's own reader; what no datum can stand in costs one look. */
export const createXmlHints = (declared: Declared): XmlReader => {
  let depth = 0;
  /** The element whose characters are a datum, by its depth; 0 where none is. */
  let from = 0;
  let text = "";
  return {
    open: (name, attributes) => {
      depth += 1;
      if (from === 0 && (datumKeys.has(name) || (attributes.size > 0 && datumKeys.has(attributes.get("name") ?? ""))))
        from = depth;
      text = "";
      for (const [key, value] of attributes) if (datumKeys.has(key)) declared.hint(value);
    },
    text: (piece) => {
      if (from > 0 && text.length < longest) text += piece;
    },
    close: () => {
      // The named element itself, or what it holds: the value beside its caption.
      if (from > 0) {
        declared.hint(text);
        text = "";
      }
      if (depth === from) from = 0;
      depth -= 1;
    },
  };
};
