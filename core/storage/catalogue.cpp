#include "core/storage/catalogue.h"
