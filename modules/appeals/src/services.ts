import type { ServiceScope } from '@vmeste/sdk'
import { AddressLimit, MemoryAddressLimit } from './intake/address-limit.ts'
import { KeyedSecrets, Secrets } from './secrets.ts'

export function services(scope: ServiceScope): void {
  scope.bind(Secrets, () => new KeyedSecrets(scope.key('tracking')))
  scope.bind(AddressLimit, () => new MemoryAddressLimit())
}
