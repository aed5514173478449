import { usePortal } from '../portal/portal.ts'
import type { PageCity } from '@vmeste/sdk/portal'

/** The city of this page and addresses inside it: `path('/o/UZ-0047')` → `/c/uzda/o/UZ-0047`. */
export function useCity(): { city: PageCity; name: string; readonly path: (inside?: string) => string } {
  const { city, lang } = usePortal()
  return { city, name: city.name[lang], path: (inside = '/') => `/c/${city.slug}${inside}` }
}
