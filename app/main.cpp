#include "app/application.h"

int main(int argc, char *argv[])
{
    aisle::Application application(argc, argv);
    application.start();
    return application.exec();
}
