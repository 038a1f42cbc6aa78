-- What is at these addresses: what the server calls it, and its name. Each address is one number, as the class Address has it.
select address, object.type, object.identity
from unnest(?::int8[]) address
cross join lateral (select (address >> 43)::oid, ((address >> 11) & 4294967295)::oid, (address & 2047)::int) part (catalog, id, sub)
cross join pg_identify_object(catalog, id, sub) object
