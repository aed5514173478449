/** `web/dist/portal.json`: addresses are absolute paths below the origin. */
export interface PortalManifest {
  /** The import map's part that modules lean on. */
  readonly imports: Readonly<Record<'vue' | 'vue-router' | '@vmeste/web', string>>
  readonly main: string
  readonly callback: string
  /** Everything `main` needs before it can run, itself included. */
  readonly preload: readonly string[]
  readonly css: readonly string[]
  readonly fonts: readonly string[]
  /** The shell's own texts by language. */
  readonly texts: Readonly<Record<string, string>>
  readonly integrity: Readonly<Record<string, string>>
  readonly files: readonly { readonly url: string; readonly bytes: number; readonly gzip: number }[]
}

/** `<module>/dist/web/module.json`: names are relative, since only the host knows under which id it serves them. */
export interface ModuleManifest {
  readonly entry: string
  readonly css: readonly string[]
  readonly integrity: string
  readonly files: readonly { readonly file: string; readonly bytes: number; readonly gzip: number }[]
}
