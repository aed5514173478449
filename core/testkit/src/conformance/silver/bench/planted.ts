import type { Furnished } from '../furnishing.ts'
import type { SilverBench } from '../silver-bench.ts'

/** A name, a flat, a document and a phone, as people type them. */
export const plantedWords = 'Кузьма Хитров, кв. 1734, паспорт MP9876543, тел. +375 29 777-31-55'
/** By any of these they would be found: the name, which no rule knows, and what the rule covers. */
export const plantedName = 'Хитров'
export const coveredNeedles = ['1734', 'MP9876543', '777-31-55', '297773155']
export const plantedNeedles = [plantedName, ...coveredNeedles]

const planted = new WeakMap<SilverBench, Promise<Furnished>>()

/** Plants the words at home, once for whichever rules look for them. */
export function plantedIn(bench: SilverBench): Promise<Furnished> {
  const known = planted.get(bench) ?? plant(bench)
  planted.set(bench, known)
  return known
}

async function plant(bench: SilverBench): Promise<Furnished> {
  const { host, home } = await bench.town()
  const known = (await bench.furnishing.plant?.(home.city, plantedWords)) ?? {}
  await host.host.events.idle()
  return known
}
