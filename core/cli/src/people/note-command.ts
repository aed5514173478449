import type { Host } from '@vmeste/host'
import type { PersonSubject } from '@vmeste/sdk'

/** What a command has done with a person's data is told to them, too, in each city that it was done in. */
export async function noteCommand(
  host: Host,
  subject: PersonSubject,
  what: 'EXPORT' | 'ERASE',
  only: string | undefined,
): Promise<void> {
  const { noteData } = await import('@vmeste/host/people')
  const parts = { pool: host.storage.pool('core'), key: (purpose: string) => host.key(purpose) }
  for (const { city } of host.store.all())
    if (only === undefined || only === city.slug)
      await noteData(parts, city.id, subject, { what, viewer: 'system:command', at: host.clock.now() })
}
