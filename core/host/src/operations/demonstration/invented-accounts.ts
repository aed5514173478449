import type { Asks } from '../purge/city-tables.ts'
import { accountsWhere, type GoneAccounts } from '../removal/accounts-gone.ts'

export const inventedAccounts = (identity: Asks): Promise<GoneAccounts> => accountsWhere(identity, 'a.demonstration')
