#pragma once

// All that a program with actors needs.

#include "runtime/control/probe.hpp"
#include "runtime/core/state_machine.hpp"
#include "runtime/core/system.hpp"

namespace callboard {

using runtime::Actor;
using runtime::all;
using runtime::any;
using runtime::AskError;
using runtime::AskFailed;
using runtime::AskTimedOut;
using runtime::BackOff;
using runtime::Behaviour;
using runtime::Choice;
using runtime::Context;
using runtime::DeadLetter;
using runtime::Deferred;
using runtime::Directive;
using runtime::Ending;
using runtime::EventStream;
using runtime::Failure;
using runtime::Future;
using runtime::goes_to;
using runtime::goes_to_one_of;
using runtime::Headers;
using runtime::MachineState;
using runtime::MailboxHooks;
using runtime::MailboxKind;
using runtime::Messages;
using runtime::NameTaken;
using runtime::NoSuchActor;
using runtime::Overflow;
using runtime::Parcel;
using runtime::Probe;
using runtime::ProbeOptions;
using runtime::Props;
using runtime::ReceiveTimeout;
using runtime::Receiving;
using runtime::Ref;
using runtime::Repeat;
using runtime::RestartBudget;
using runtime::Restarting;
using runtime::Sending;
using runtime::Sent;
using runtime::SpawnCall;
using runtime::Started;
using runtime::StateMachine;
using runtime::stays;
using runtime::Stopped;
using runtime::Stopping;
using runtime::Strategy;
using runtime::SubscriptionId;
using runtime::Supervision;
using runtime::SupervisorEvent;
using runtime::System;
using runtime::SystemOptions;
using runtime::Task;
using runtime::Terminated;
using runtime::TimerId;
using runtime::Timers;
using runtime::unnamed;

}  // namespace callboard
