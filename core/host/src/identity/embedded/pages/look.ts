import type { City } from '@vmeste/sdk'

/** How a page at the door looks: the city somebody came from, and what they chose in the portal. */
export interface Look {
  readonly city?: Pick<City, 'slug' | 'name' | 'brand'>
  readonly theme?: 'dark' | 'light'
  /** The version for people who see badly. */
  readonly large: boolean
}

export const plainLook: Look = { large: false }

const cookie = (header: string | undefined, name: string): string | undefined =>
  new RegExp(`(?:^|;\\s*)vmeste_${name}=([\\w-]+)`).exec(header ?? '')?.[1]

/**
 * @param cookies the `Cookie` header: the portal keeps there how its pages should look, on the same origin
 * @param city the city that the portal named; anybody may name any, so it decides nothing but colours and a name
 */
export function lookOf(cookies: string | undefined, city: Look['city']): Look {
  const theme = cookie(cookies, 'theme')
  return {
    large: cookie(cookies, 'view') === 'large',
    ...(theme === 'dark' || theme === 'light' ? { theme } : {}),
    ...(city ? { city } : {}),
  }
}
