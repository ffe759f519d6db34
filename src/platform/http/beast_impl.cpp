// The heavy parts of Boost.Asio and Boost.Beast, compiled here and nowhere else.

#include "platform/http/boost_asio_beast.hpp"

#include <boost/asio/impl/src.hpp>
#include <boost/beast/src.hpp>
