/** The relay and the dispatcher serve all cities at once and set none; whoever has set one sees that one only. */
export const ownCityOrAll = (table: string): string[] => [
  `alter table ${table} enable row level security`,
  `alter table ${table} force row level security`,
  `create policy city on ${table} using (core.current_city() is null or city = core.current_city())
   with check (core.current_city() is null or city = core.current_city())`,
]
