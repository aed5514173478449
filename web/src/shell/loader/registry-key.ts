import { inject, type InjectionKey } from 'vue'
import type { ModuleRegistry } from './module-registry.ts'

export const registryKey: InjectionKey<ModuleRegistry> = Symbol('vmeste.registry')
/** The modules of this page, for the shell's own components. */
export const useRegistry = (): ModuleRegistry => inject(registryKey)!
