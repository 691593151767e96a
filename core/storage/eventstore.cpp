#include "core/storage/eventstore.h"
