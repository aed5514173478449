import { VmesteError } from '@vmeste/sdk'
import type { Platform } from './open-platform.ts'

/** @throws VmesteError `VMESTE_DEMO_LEAVING` when somebody began to take the demonstration away and did not end it */
export async function requireWhole({ host }: Pick<Platform, 'host'>): Promise<void> {
  const { rows } = await host.storage
    .pool('core')
    .query<{ slug: string }>('select slug from core.city where leaving_at is not null and demonstration order by 1')
  if (rows.length > 0)
    throw new VmesteError(
      'VMESTE_DEMO_LEAVING',
      `${rows.map(({ slug }) => slug).join(', ')}: being taken away, and not done yet. Finish it: vmeste demo remove --yes`,
    )
}
