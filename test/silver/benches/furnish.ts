import { unseen } from './plugin.ts'
import type { Furnished, Furnishing, SilverCity } from '@vmeste/testkit/silver'

const putBench = `mutation ($place: String!) { putBench(place: $place) { ... on Bench { id } ... on Problem { code } } }`
const put = async (city: SilverCity, place: string, by = city.as('operator')): Promise<string> => {
  const { putBench: bench } = await city.ask<{ putBench: { id: string } }>(putBench, { place }, by)
  return bench.id
}

/** Two benches, by whose names everything can be asked. */
async function furnish(city: SilverCity): Promise<Furnished> {
  const places = [`Парк ${city.mark}`, `Двор ${city.mark}`]
  const ids = [await put(city, places[0]!), await put(city, places[1]!)]
  const routes = ['plate', 'card'].map((what) => `/c/${city.slug}/m/benches/${what}/${ids[0]}`)
  return { routes, values: { id: ids, place: places } }
}

export const furnishing: Furnishing = {
  furnish,
  grow: async (city, _known, count) => {
    for (let n = 0; n < count; n++) await put(city, `Улица ${n}`)
  },
  stir: async (city) => {
    await put(city, 'У школы')
  },
  plant: async (city, words) => ({ values: { id: [await put(city, unseen + words)] } }),
  show: async (city, words) => ({ values: { id: [await put(city, words)] } }),
  plantPerson: async (city, person) => {
    await put(city, person.words, person.account)
  },
  runs: {
    putBench: { by: 'operator', variables: () => ({ place: 'У реки' }) },
    paintBench: { by: 'guest', variables: (_city, known) => ({ id: known.values!['id']![0] }) },
    breakBench: { by: 'executor', variables: async (city) => ({ id: await put(city, 'У моста') }) },
  },
  wordless: ['benchCount'],
}
