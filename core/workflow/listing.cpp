#include "core/workflow/listing.h"
