#include "core/workflow/keptrun.h"
