import type { Page } from 'playwright-core'

/** Who looks; `guest` has signed in nowhere. */
export const lookers = ['guest', 'citizen', 'operator.uzda', 'executor.uzda', 'head.uzda', 'admin.uzda'] as const
export type Looker = (typeof lookers)[number]

/** A platform with the demonstration's Узда, where a module makes something for its pages to show. */
export interface ShownPlatform {
  readonly origin: string
  /** Asks Узда's graph; what it answers, whatever that is. */
  ask<Data>(query: string, variables?: Record<string, unknown>, as?: string): Promise<Data>
  /** A token of somebody of the demonstration. */
  bearer(username: string): Promise<string>
  /** When everything due has been handled. */
  idle(): Promise<void>
}

/** What of addresses only the platform under test knows, by the names that `show()` gave it: a key, or a whole one. */
export type Shown = (name: string) => string

/** A page in one of its states. Selectors only: the same states are looked at in three languages. */
export interface PageState {
  readonly name: string
  readonly as: Looker
  /** Of the page itself, not of another that leads to it: a rule looks for every page among these. */
  readonly path: string | ((shown: Shown) => string)
  /** Brings the page into the state. */
  readonly prepare?: (page: Page) => Promise<void>
  /** Another site's page, without the app. */
  readonly bare?: true
}

/** What a module's `test/page-states.ts` exports as `pages`. */
export interface PageStates {
  /** Every page of the module, in each state that looks otherwise. */
  readonly states: readonly PageState[]
  /**
   * Makes what the states show; gives addresses by name. Modules are asked in the order of their folders, each with
   * what those before it gave.
   */
  show?(platform: ShownPlatform, shown: Readonly<Record<string, string>>): Promise<Readonly<Record<string, string>>>
}

export const state = (
  as: Looker,
  name: string,
  path: PageState['path'],
  prepare?: PageState['prepare'],
): PageState => ({ as, name, path, ...(prepare ? { prepare } : {}) })

/** Presses the first of what the selector finds. */
export const click =
  (selector: string) =>
  async (page: Page): Promise<void> => {
    await page.locator(selector).first().click()
  }
/** Opens everything that can be folded. */
export const openAll = async (page: Page): Promise<void> => {
  await page.evaluate(`for (const part of document.querySelectorAll('main details')) part.open = true`)
}
/** Waits until the first of what the selector finds is there. */
export const settled =
  (selector: string) =>
  async (page: Page): Promise<void> => {
    await page.locator(selector).first().waitFor()
  }
