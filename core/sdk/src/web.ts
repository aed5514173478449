import type { Component } from 'vue'

export {
  settingKind,
  type SettingKind,
  type SettingSchema,
  type SettingsSchema,
  type SettingWords,
} from './setting-schema.ts'
export { csvText, parseCsv } from './tables/csv.ts'
export type { Assurance } from './actor.ts'
export type { Lang, Text } from './text.ts'
export { tied } from './tied.ts'

/** Who a page or a menu entry is for. */
export type Audience = 'everyone' | 'citizen' | 'staff' | 'head' | 'admin'

export interface WebRoute {
  /** Below `/c/<city>/m/<module>`: `/inbox/:id?` */
  readonly path: string
  readonly name: string
  readonly component: () => Promise<{ default: Component }>
  /** Permission without which the page is not offered; the server checks again. */
  readonly permission?: string
  /** Key of the page's title. */
  readonly title: string
  /** `desk` takes the whole width: boards and three-pane work; `page` (default) keeps a readable measure. */
  readonly layout?: 'page' | 'desk'
}

export interface MenuEntry {
  /** Name of one of the module's routes. */
  readonly route: string
  readonly title: string
  /** Name in the kit's icon set. */
  readonly icon: string
  readonly audience: Audience
  readonly permission?: string
  /** Small first; ours start at 10, step 10. */
  readonly order: number
}

/** Places of the shell and of modules that others may fill. */
export type SlotName =
  | 'city.actions'
  | 'city.facts'
  | 'staff.home'
  | 'case.rate'
  | 'case.aside'
  | 'case.footer'
  | (string & {})
export interface SlotFill {
  readonly slot: SlotName
  readonly component: () => Promise<{ default: Component }>
  readonly permission?: string
  readonly order: number
}

/** A recorded operation: the server knows the document by its hash. */
export interface TrustedOperation<Data = unknown, Variables = unknown> {
  readonly id: string
  readonly name: string
  readonly kind: 'query' | 'mutation' | 'subscription'
  /** Types only; never present at run time. */
  readonly __types?: { of(variables: Variables): Data }['of']
}

/**
 * A page that people meet from a poster or a link: finished HTML from the server, working without JavaScript,
 * the same component in the app afterwards.
 */
export interface PublicPage {
  /** Below `/c/<city>`: `/o/:code` */
  readonly path: string
  readonly name: string
  /**
   * Gets the props `data` (of the query), `params`, `submissionKey` (a fresh UUID for the form's hidden field), and
   * after a plain form was refused `result` (the mutation's data, or `{ problem }`) and `form` (what was typed). Emits
   * `refresh` to have `data` asked again. The server's rendering and the browser's first one must come from these props
   * alone.
   */
  readonly component: () => Promise<{ default: Component }>
  /** What it alone says: comes with it, merged into the module's `messages`, and stays out of every other first visit. */
  readonly messages?: Readonly<Record<'ru' | 'be' | 'en', () => Promise<{ default: Messages }>>>
  /** What the page shows; its data becomes the component's `data` prop. */
  readonly query: TrustedOperation
  readonly variables: (params: Record<string, string>) => Record<string, unknown>
  /** What a plain form on the page does. Files of the form are stored first and come as ids. */
  readonly action?: {
    /** By the form's hidden `action` field. */
    readonly [name: string]: {
      readonly mutation: TrustedOperation
      readonly variables: (form: FormInput, params: Record<string, string>) => Record<string, unknown>
      /**
       * Path inside the city to go to after success; nothing shows the page again with the result as the `result` prop.
       */
      readonly next: (data: unknown, params: Record<string, string>) => string | undefined
    }
  }
  /** Title, description and picture for the tab and link previews. */
  readonly head: (
    data: unknown,
    say: (key: string, params?: Readonly<Record<string, string | number | undefined>>) => string,
  ) => {
    title: string
    description?: string
    image?: string
    status?: number
    /** Its own address below `/c/<city>`, where it can be asked for in other spellings: those lead to it. */
    canonical?: string
  }
}
export interface FormInput {
  readonly fields: Readonly<Record<string, string>>
  readonly lists: Readonly<Record<string, readonly string[]>>
  readonly files: Readonly<Record<string, readonly string[]>>
}

export type Messages = { readonly [key: string]: string | Messages }

export interface WebDefinition {
  readonly id: string
  readonly routes?: readonly WebRoute[]
  readonly publicPages?: readonly PublicPage[]
  readonly menu?: readonly MenuEntry[]
  readonly slots?: readonly SlotFill[]
  /** Loaded by language; keys live under the module's id. */
  readonly messages: Readonly<Record<'ru' | 'be' | 'en', () => Promise<{ default: Messages }>>>
  /**
   * What only the routes and the slots with a permission say: merged into `messages`, group by group, when the first of
   * them opens. Public pages, menu and open slots must do without: they are what a citizen's first visit loads.
   */
  readonly pageMessages?: Readonly<Record<'ru' | 'be' | 'en', () => Promise<{ default: Messages }>>>
}
export interface WebModule extends WebDefinition {
  readonly vmeste: 'web@1'
}

/**
 * Declares what a module adds to the portal. Everything is lazy: the declaration itself is all that a first visit
 * loads.
 */
export const defineWeb = (definition: WebDefinition): WebModule =>
  Object.freeze({ ...definition, vmeste: 'web@1' as const })
