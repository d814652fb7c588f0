#include <dlfcn.h>

#include "runtime/core/throw_site.hpp"

// Who wants to know where things were thrown names this, so that this file is linked, also
// where another library (a sanitizer's) brings a `__cxa_throw` of its own.
const bool callboard::runtime::throw_site::hooked = true;

// Every throw of a program with actors comes by here and goes on to the C++ library's own.
// The compiler has its own idea of the second parameter's type, std::type_info*.
extern "C" [[noreturn]] void __cxa_throw(void* exception, void* type, void (*destructor)(void*)) {
    using Throw = void (*)(void*, void*, void (*)(void*));
    static const auto library_throw = reinterpret_cast<Throw>(dlsym(RTLD_NEXT, "__cxa_throw"));
    callboard::runtime::throw_site::note(__builtin_return_address(0));
    library_throw(exception, type, destructor);
    __builtin_unreachable();
}
