/* What packing and unpacking of records must agree on. Internal to store/. */
#ifndef RL_STORE_PACKING_H
#define RL_STORE_PACKING_H

enum { RL_PACKED_VERSION = 1 };
enum { RL_PACKED_CAPITALS = 1u << 0, RL_PACKED_SHARED = 1u << 1 };

#endif
