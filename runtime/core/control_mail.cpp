#include "runtime/core/control_mail.hpp"

#include <new>
#include <utility>

#include "runtime/core/pool.hpp"

namespace callboard::runtime {
namespace {
constexpr auto mail_class = pool::class_of(sizeof(ControlMail));
}

ControlMail* make_control_mail(Signal signal, probe::ActorId target, probe::ActorId other,
                               ControlMail::Done done) {
    return new (pool::take(mail_class)) ControlMail{
        nullptr, signal, probe::generation_of(target), other, std::move(done), nullptr, 0};
}

void free_control_mail(ControlMail* mail) {
    mail->~ControlMail();
    pool::give(mail, mail_class);
}

}  // namespace callboard::runtime
