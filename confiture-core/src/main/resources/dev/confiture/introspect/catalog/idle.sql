-- The queries that would find nothing, by name: what a database made of initdb's objects alone lacks. To plan one of them
-- costs more than this answer for all.
select query
from (
    values
        ('column_defaults', exists (select from pg_attrdef where oid >= 16384) or exists (select from pg_inherits)),
        ('inheritance', exists (select from pg_inherits)),
        ('sequences', exists (select from pg_sequence)),
        ('sequence_ownerships', exists (select from pg_sequence)),
        ('clusterings', exists (select from pg_index where indrelid >= 16384 and indisclustered)),
        ('replica_identities', exists (select from pg_class where oid >= 16384 and relreplident in ('f', 'n', 'i'))),
        ('statistics', exists (select from pg_statistic_ext)),
        ('views', exists (select from pg_class where oid >= 16384 and relkind in ('v', 'm'))),
        ('view_columns', exists (select from pg_class where oid >= 16384 and relkind in ('v', 'm'))),
        ('rules', exists (select from pg_rewrite where oid >= 16384 and rulename <> '_RETURN')),
        ('triggers', exists (select from pg_trigger where oid >= 16384)),
        ('event_triggers', exists (select from pg_event_trigger)),
        ('policies', exists (select from pg_policy)),
        ('publications', exists (select from pg_publication)),
        ('publication_members', exists (select from pg_publication)),
        ('publication_members_14', exists (select from pg_publication)),
        ('default_privileges', exists (select from pg_default_acl)),
        ('languages', exists (select from pg_language where oid >= 16384)),
        ('foreign_data_wrappers', exists (select from pg_foreign_data_wrapper)),
        ('foreign_servers', exists (select from pg_foreign_server)),
        ('user_mappings', exists (select from pg_foreign_server)),
        ('collations', exists (select from pg_collation where oid >= 16384)),
        (
            'text_search_parsers',
            exists (select from pg_ts_parser where oid >= 16384) or exists (select from pg_ts_template where oid >= 16384)
        ),
        ('text_search_dictionaries', exists (select from pg_ts_dict where oid >= 16384)),
        ('text_search_configurations', exists (select from pg_ts_config where oid >= 16384)),
        ('enums', exists (select from pg_type where oid >= 16384 and typtype = 'e')),
        ('domains', exists (select from pg_type where oid >= 16384 and typtype = 'd')),
        ('domain_constraints', exists (select from pg_type where oid >= 16384 and typtype = 'd')),
        ('composite_types', exists (select from pg_class where oid >= 16384 and relkind = 'c')),
        ('ranges', exists (select from pg_range where rngtypid >= 16384)),
        ('routines', exists (select from pg_proc where oid >= 16384)),
        ('aggregates', exists (select from pg_aggregate where aggfnoid >= 16384)),
        ('casts', exists (select from pg_cast where oid >= 16384)),
        ('operators', exists (select from pg_operator where oid >= 16384)),
        (
            'operator_families',
            exists (select from pg_opfamily where oid >= 16384) or exists (select from pg_opclass where oid >= 16384)
        ),
        ('conversions', exists (select from pg_conversion where oid >= 16384))
) answer (query, finds)
where not finds
