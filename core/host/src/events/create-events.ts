import type pg from 'pg'
import type { Logger } from 'pino'
import type { City, Clock, Ctx, LiveEvent, Plugin } from '@vmeste/sdk'
export interface Events { wake(): void; live(city: number, types: readonly string[]): AsyncIterable<LiveEvent>; idle(): Promise<void>; unpark(city: number, plugin: string): Promise<void>; start(): Promise<void>; stop(): Promise<void> }
export async function createEvents(_o: { hostPool: pg.Pool; connectionString: string; plugins: readonly Plugin[]; clock: Clock; logger: Logger; isEnabled(city: number, plugin: string): boolean; cities(): readonly City[]; openCtx(city: number, plugin: Plugin, name: string): Ctx }): Promise<Events> {
  return { wake() {}, async *live() {}, idle: async () => {}, unpark: async () => {}, start: async () => {}, stop: async () => {} }
}
