import { BurstLimit, type ServiceScope } from '@vmeste/sdk'
import { ReportBursts } from './intake/limit-rate.ts'
import { KeyedSecrets, Secrets } from './secrets.ts'

export function services(scope: ServiceScope): void {
  scope.bind(Secrets, () => new KeyedSecrets(scope.key('tracking')))
  scope.bind(ReportBursts, () => new BurstLimit())
}
