// The package's own types name exports that Node does not see in its CommonJS build; this is the part we use, as it is at run time.

declare module "geographiclib-geodesic" {
  const geographiclib: {
    readonly Geodesic: {
      readonly DISTANCE: number;
      readonly WGS84: {
        readonly Inverse: (
          lat1: number,
          lon1: number,
          lat2: number,
          lon2: number,
          outmask?: number,
        ) => { readonly s12?: number };
      };
    };
  };
  export = geographiclib;
}
