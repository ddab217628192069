import type { Kysely } from 'kysely';
import type { Schema } from '../schema.ts';

/** Deliveries, each with its arrival, once for each rule that took it; see `parseDeliveries`. */
export function selectDeliveries(db: Kysely<Schema>) {
  return db
    .selectFrom('deliveries')
    .innerJoin('arrivals', 'arrivals.sequence', 'deliveries.sequence')
    .leftJoin('delivery_rules', (join) =>
      join
        .onRef('delivery_rules.conversation', '=', 'deliveries.conversation')
        .onRef('delivery_rules.paper_id', '=', 'deliveries.paper_id')
        .onRef('delivery_rules.kind', '=', 'deliveries.kind')
        .onRef('delivery_rules.version', '=', 'deliveries.version'),
    )
    .leftJoin('rules', 'rules.id', 'delivery_rules.rule_id')
    .select([
      'deliveries.conversation',
      'deliveries.paper_id',
      'deliveries.kind',
      'deliveries.version',
      'deliveries.sequence',
      'arrivals.kind as arrival_kind',
      'arrivals.source',
      'arrivals.arrived_at',
      'arrivals.announced_on',
      'arrivals.version as arrival_version',
      'delivery_rules.rule_id',
      'delivery_rules.reasons',
      'delivery_rules.rank',
    ]);
}
