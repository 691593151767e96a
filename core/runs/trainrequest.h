#pragma once
#include "core/runs/protocol.h"

#include <QJsonObject>
#include <QString>
#include <QStringList>
#include <string>

namespace aisle {

/// How a training is steered; kept with its run, for when it goes on or is trained again.
struct TrainingChoices
{
    int validateEvery = 1; ///< epochs
    int patience = 10;     ///< judgements without a better one; 0: never stops early
    bool test = true;      ///< false: the test part is not touched
    std::string weights;   ///< a safetensors file to start from; empty: from scratch

    QJsonObject toJson() const;
    static TrainingChoices fromJson(const QJsonObject &json);
};

/// All that one training depends on. The window's form, the command line and a kept run (requestOf()) say the same
/// thing with it.
struct TrainRequest : TrainingChoices
{
    std::string recommender = "ease";
    QJsonObject parameters;    ///< only what differs from the defaults, or everything
    Protocol protocol;         ///< its `select` may be empty: Task::standardFigure() of its task
    bool learnWeights = false; ///< of kinds: some are tried, and what is best on validation is taken
    bool keepLists = false;    ///< hand the test lists back
    Device device = Device::Cpu;
    QString name;
    QStringList features{}; ///< names of tables of vectors that it learns from, for those whose traits say so

    /// Products without events get rows where they are ranked or the recommender knows them by their content. A kept
    /// run has the rows that it was trained with. @throws Error recommender.unknown
    void giveRows();

    QJsonObject toJson() const; ///< of a form: without device and lists
    static TrainRequest fromJson(const QJsonObject &json);
};

} // namespace aisle
