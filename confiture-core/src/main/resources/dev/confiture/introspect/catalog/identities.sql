-- What is at these addresses, in words, each address one number, as the class Address has it.
select address, case catalog when 'pg_database'::regclass then 'the database' else concat_ws(' ', object.type, object.identity) end
from unnest(?::int8[]) address
cross join lateral (select (address >> 43)::oid, ((address >> 11) & 4294967295)::oid, (address & 2047)::int) part (catalog, id, sub)
cross join pg_identify_object(catalog, id, sub) object
