import { usePortal } from '../portal/portal.ts'
import { createFormat, type Format } from './format.ts'

/** Dates and numbers in the page's language and the city's time. */
export function useFormat(): Format {
  const { lang, city } = usePortal()
  return createFormat(lang, city.timezone)
}
