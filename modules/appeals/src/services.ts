import type { ServiceScope } from '@vmeste/sdk'
import { BurstLimit, MemoryBurstLimit } from './intake/burst-limit.ts'
import { KeyedSecrets, Secrets } from './secrets.ts'

export function services(scope: ServiceScope): void {
  scope.bind(Secrets, () => new KeyedSecrets(scope.key('tracking')))
  scope.bind(BurstLimit, () => new MemoryBurstLimit())
}
