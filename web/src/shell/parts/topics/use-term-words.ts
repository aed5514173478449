import { useText } from '@vmeste/web'
import { counted, toTerm } from './topic-form.ts'

/** A term in words: `5 раб. дн.`, or its name in the rules. */
export function useTermWords(): (term: string | null | undefined) => string {
  const { say } = useText()
  return (term) => {
    const { number, unit } = toTerm(term)
    if (!unit) return '—'
    if (counted.some((one) => one === unit)) return `${number} ${say(`topics.units.${unit}`)}`
    return unit === 'consider' || unit === 'forward' ? say(`topics.units.${unit}`) : unit
  }
}
