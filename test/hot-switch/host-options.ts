import type { HostOptions } from '@vmeste/host'
import ratings from '@vmeste/ratings'
import { bell } from '../../core/host/test/doubles/event-plugins.ts'
import { beacon } from './beacon-plugin.ts'

export const modules = [bell, ratings, beacon]
/** What both hosts are, whoever starts them. */
export const hostOptions = (operations: string): Pick<HostOptions, 'modules' | 'packageFolders' | 'portalAssets'> => ({
  modules,
  packageFolders: [operations],
  portalAssets: (id) => ({ id, entry: `/${id}.js`, css: [], integrity: 'sha256-' }),
})
