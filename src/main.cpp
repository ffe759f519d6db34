#include "app/cli.hpp"

int main(int argc, char** argv)
{
    return kommin::app::run(argc, argv);
}
