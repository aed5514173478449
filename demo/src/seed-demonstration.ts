import type { HostParts } from '@vmeste/host'
import { demonstrationAccounts, demonstrationPassword } from './accounts.ts'
import { demonstrationCities } from './cities.ts'
import type { DemonstrationClock } from './demonstration-clock.ts'

export { demonstrationAccounts, demonstrationPassword } from './accounts.ts'
export { DemonstrationClock } from './demonstration-clock.ts'

export interface SeedOptions { readonly newCity: readonly string[]; readonly onProgress?: (text: string) => void }

/** Makes the demonstration where it is not there yet; a city that exists is left as it is. */
export async function seedDemonstration(host: HostParts, _clock: DemonstrationClock, { newCity }: SeedOptions): Promise<void> {
  const users = host.identity?.users
  for (const person of users ? demonstrationAccounts : []) {
    if (await users!.find(person.username)) continue
    await users!.create({
      ...person, password: demonstrationPassword, demonstration: true, realmRoles: ['citizen', ...person.realmRoles ?? []],
      cityRoles: person.city && person.role ? [{ city: person.city, role: person.role }] : [],
    })
  }
  for (const city of demonstrationCities) if (!host.store.bySlug(city.slug)) await host.createCity(city, newCity)
}
