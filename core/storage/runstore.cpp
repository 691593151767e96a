#include "core/storage/runstore.h"
