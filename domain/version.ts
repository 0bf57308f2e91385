// The version of the wire; apart from its parsers, so that a screen need not carry them.

export const protocolVersion = 1;
