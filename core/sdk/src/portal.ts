import type { Lang, Text } from './text.ts'
import type { FormInput } from './web.ts'

/**
 * What a build of the portal and a host tell each other. Modules need none of it: their part is `defineWeb`.
 * Types only, so that neither side has to know the other.
 */

/** Built files by name, with their weight in bytes. */
interface BuiltFile {
  readonly bytes: number
  readonly gzip: number
}

/**
 * What the portal's build leaves for the host: `web/dist/portal.json`. Addresses are absolute paths below the origin.
 */
export interface PortalManifest {
  /** The import map's part that modules lean on. */
  readonly imports: Readonly<
    Record<'vue' | 'vue-router' | '@vmeste/web' | '@vmeste/web/tables' | '@vmeste/web/push', string>
  >
  readonly main: string
  readonly callback: string
  /** Everything `main` needs before it can run, itself included. */
  readonly preload: readonly string[]
  readonly css: readonly string[]
  readonly fonts: readonly string[]
  /** The shell's own texts by language. */
  readonly texts: Readonly<Record<string, string>>
  readonly integrity: Readonly<Record<string, string>>
  readonly files: readonly (BuiltFile & { readonly url: string })[]
}

/** `<module>/dist/web/module.json`: names are relative, since only the host knows under which id it serves them. */
export interface ModuleManifest {
  readonly entry: string
  readonly css: readonly string[]
  readonly integrity: string
  readonly files: readonly (BuiltFile & { readonly file: string })[]
}

/** How somebody wants to see the portal, from their cookies. */
export interface Looks {
  readonly theme?: 'dark' | 'light'
  readonly large: boolean
  readonly images: boolean
}

/** The city as the page knows it from its first byte. */
export interface PageCity {
  readonly slug: string
  /** In all languages: a city's name stands on its page whatever the page's language is. */
  readonly name: Text
  readonly kind: string
  /** IANA name, `Europe/Minsk`. */
  readonly timezone: string
  readonly pilot: boolean
  readonly demonstration: boolean
  readonly brand: {
    readonly colour: string
    readonly onColour: string
    /** Address of the city's own sign. */ readonly sign?: string
  }
  readonly centre: { readonly lat: number; readonly lon: number }
  readonly revision: number
}

export interface RenderInput {
  readonly lang: Lang
  readonly city: PageCity
  readonly looks: Looks
}
export interface PageInput extends RenderInput {
  /** Slots that some module fills in this city for everybody. */
  readonly slots: readonly string[]
  readonly params: Readonly<Record<string, string>>
  readonly data: unknown
  readonly submissionKey: string
  readonly result?: unknown
  readonly form?: Readonly<Record<string, string>>
}
/**
 * A form that could not be taken: everything typed, in the order of its fields, and the names of files that were not
 * kept.
 */
export interface TypedForm {
  readonly fields: readonly (readonly [name: string, value: string])[]
  readonly lostFiles: readonly string[]
}
export interface Rendered {
  readonly html: string
  readonly title: string
  readonly description?: string
  readonly image?: string
  readonly status: number
  /** Its own address below `/c/<city>`. */
  readonly canonical?: string
}

/** A public page out of a module's server bundle. */
export interface ServerPage {
  readonly name: string
  readonly path: string
  /** Hash of the trusted query. */
  readonly operation: string
  readonly variables: (params: Record<string, string>) => Record<string, unknown>
  readonly actions: Readonly<
    Record<
      string,
      {
        readonly operation: string
        readonly variables: (form: FormInput, params: Record<string, string>) => Record<string, unknown>
        readonly next: (data: unknown, params: Record<string, string>) => string | undefined
      }
    >
  >
  readonly render: (input: PageInput) => Promise<Rendered>
}
/** `fills`: the slots that the module fills for everybody. */
export interface ModulePages {
  readonly id: string
  readonly pages: readonly ServerPage[]
  readonly fills: readonly string[]
}

export interface CityCard {
  readonly slug: string
  readonly name: Text
  readonly kind: string
  readonly colour: string
  readonly demonstration: boolean
  readonly pilot: boolean
}

/** The shell's server bundle, `web/dist/ssr/shell.js`. */
export interface ShellPages {
  /** Public pages of the portal itself: they belong to no module, and stand whatever a city has switched off. */
  readonly own: ModulePages
  readonly cityList: (input: { lang: Lang; looks: Looks; cities: readonly CityCard[] }) => Promise<Rendered>
  /** Nothing is here: no such city, or no such address at all. */
  readonly unknownCityPage: (input: { lang: Lang; looks: Looks; what: 'city' | 'address' }) => Promise<Rendered>
  readonly unknownPage: (input: RenderInput) => Promise<Rendered>
  readonly moduleOffPage: (input: RenderInput) => Promise<Rendered>
  /** Nothing can be read now; `address` is what was asked for. Outside a city it stands without a frame. */
  readonly outagePage: (
    input: Omit<RenderInput, 'city'> & {
      readonly city?: PageCity
      readonly address: string
      readonly form?: TypedForm
    },
  ) => Promise<Rendered>
  readonly shellText: (lang: Lang, key: string) => string
}
