import { BurstLimit, type ServiceScope } from '@vmeste/sdk'
import { ReportBursts } from './intake/limit-rate.ts'
import { PreviewBursts } from './publish/cover-preview.ts'
import { KeyedSecrets, Secrets } from './secrets.ts'

export function services(scope: ServiceScope): void {
  scope.bind(Secrets, () => new KeyedSecrets(scope.key('tracking')))
  scope.bind(ReportBursts, () => new BurstLimit())
  scope.bind(PreviewBursts, () => new BurstLimit())
}
