#include "core/storage/settings.h"
