import { inject, type InjectionKey } from 'vue'
import type { Lang } from '@vmeste/sdk/web'
import type { Texts } from '../text/texts.ts'
import type { GraphClient } from '../graph/graph-client.ts'
import type { Session } from '../session/session.ts'
import type { Basemap } from './basemap.ts'
import type { PageCity } from '@vmeste/sdk/portal'

/** What every component of the kit and of the modules may rely on; the server provides one too, without a graph. */
export interface Portal {
  readonly lang: Lang
  readonly city: PageCity
  readonly texts: Texts
  readonly session: Session
  /** Background of maps; absent or `none` where a city has no map. */
  readonly basemap?: Basemap
  /** Absent while a page is rendered on the server: its data comes as a prop. */
  readonly graph?: GraphClient
}

/** By `Symbol.for`, so that it is the same one in the server's bundles, which carry their own copy of the kit. */
export const portalKey: InjectionKey<Portal> = Symbol.for('vmeste.portal')

/** The portal around the calling component; works in `setup` only. */
export function usePortal(): Portal {
  const portal = inject(portalKey)
  if (!portal)
    throw new Error(
      'usePortal() was called outside the portal: mount the component below an app that provides portalKey',
    )
  return portal
}
