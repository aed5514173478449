import type { Lang, Text } from '@vmeste/sdk'
import type { FormInput } from '@vmeste/sdk/web'

/** What the portal's build leaves for the host: `web/dist/portal.json`. Addresses are absolute paths below the origin. */
export interface PortalManifest {
  readonly imports: Readonly<Record<string, string>>
  readonly main: string
  readonly callback: string
  readonly preload: readonly string[]
  readonly css: readonly string[]
  readonly texts: Readonly<Record<string, string>>
  readonly integrity: Readonly<Record<string, string>>
  readonly files: readonly { readonly url: string; readonly bytes: number; readonly gzip: number }[]
}

/** `<module>/dist/web/module.json`: names relative to its folder. */
export interface ModuleManifest {
  readonly entry: string
  readonly css: readonly string[]
  readonly integrity: string
  readonly files: readonly { readonly file: string; readonly bytes: number; readonly gzip: number }[]
}

/** How somebody wants to see the portal, from their cookies. */
export interface Looks { readonly theme?: 'dark' | 'light'; readonly large: boolean; readonly images: boolean }

export interface PageCity {
  readonly slug: string
  readonly name: Text
  readonly kind: string
  readonly timezone: string
  readonly pilot: boolean
  readonly demonstration: boolean
  readonly brand: { readonly colour: string; readonly onColour: string }
  readonly centre: { readonly lat: number; readonly lon: number }
  readonly revision: number
}

export interface RenderInput { readonly lang: Lang; readonly city: PageCity; readonly looks: Looks }
export interface PageInput extends RenderInput {
  /** Slots that some module fills in this city for everybody. */
  readonly slots: readonly string[]
  readonly params: Readonly<Record<string, string>>
  readonly data: unknown
  readonly submissionKey: string
  readonly result?: unknown
  readonly form?: Readonly<Record<string, string>>
}
export interface Rendered { readonly html: string; readonly title: string; readonly description?: string; readonly image?: string; readonly status?: number }

/** A public page out of a module's server bundle. */
export interface ServerPage {
  readonly name: string
  readonly path: string
  /** Hash of the trusted query. */
  readonly operation: string
  readonly variables: (params: Record<string, string>) => Record<string, unknown>
  readonly actions: Readonly<Record<string, {
    readonly operation: string
    readonly variables: (form: FormInput, params: Record<string, string>) => Record<string, unknown>
    readonly next: (data: unknown, params: Record<string, string>) => string | undefined
  }>>
  readonly render: (input: PageInput) => Promise<Rendered>
}
/** `fills`: the slots that the module fills for everybody. */
export interface ModulePages { readonly id: string; readonly pages: readonly ServerPage[]; readonly fills: readonly string[] }

export interface CityCard { readonly slug: string; readonly name: Text; readonly kind: string; readonly colour: string; readonly demonstration: boolean; readonly pilot: boolean }

/** The shell's server bundle, `web/dist/ssr/shell.js`. */
export interface ShellPages {
  readonly cityList: (input: { lang: Lang; looks: Looks; cities: readonly CityCard[] }) => Promise<Rendered>
  readonly unknownCityPage: (input: { lang: Lang; looks: Looks }) => Promise<Rendered>
  readonly unknownPage: (input: RenderInput) => Promise<Rendered>
  readonly moduleOffPage: (input: RenderInput) => Promise<Rendered>
  readonly shellText: (lang: Lang, key: string) => string
}
