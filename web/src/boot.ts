import type { Lang } from '@vmeste/sdk/web'
import type { PageCity } from '@vmeste/sdk/portal'
import type { Basemap } from './kit/portal/basemap.ts'
import type { Broker } from './kit/session/session.ts'

/** Where the portal loads a module from; the same as the graph's `PortalModule`. */
export interface ModuleRef {
  readonly id: string
  readonly entry: string
  readonly css: readonly string[]
  readonly integrity: string
}

/** A public page as the server has just rendered it. */
export interface RenderedPage {
  readonly module: string
  readonly name: string
  readonly params: Readonly<Record<string, string>>
  readonly data: unknown
  readonly submissionKey: string
  /** Result of the mutation of a plain form that was refused, and what had been typed. */
  readonly result?: unknown
  readonly form?: Readonly<Record<string, string>>
}

/** What the page brings along from the server: nothing has to be asked before the first picture. */
export interface Boot {
  readonly lang: Lang
  readonly city: PageCity
  readonly modules: readonly ModuleRef[]
  readonly identity: {
    readonly url: string
    readonly realm: string
    readonly clientId: string
    readonly redirectPath: string
    readonly scope?: string
    readonly brokers?: readonly Broker[]
    /** Where the platform stands by its own word: nobody signs in under another address. */
    readonly origin: string
  }
  readonly basemap?: Basemap
  readonly page?: RenderedPage
}

/** Reads it out of the page. */
export const readBoot = (): Boot => JSON.parse(document.getElementById('boot')!.textContent) as Boot
