#include "widgets/datacharts.h"
