/** What the portal loads of a module that has a web part. */
export interface PortalModuleAssets {
  readonly id: string
  readonly entry: string
  readonly css: readonly string[]
  readonly integrity: string
}
