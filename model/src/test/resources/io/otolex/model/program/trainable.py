class bn0(Module):
  __parameters__ = ["weight", "bias", ]
  __buffers__ = ["running_mean", "running_var", "num_batches_tracked", ]
  weight : Tensor
  bias : Tensor
  running_mean : Tensor
  running_var : Tensor
  num_batches_tracked : Tensor
  training : bool
class downsample_layers_0_0(Module):
  __parameters__ = ["weight", "bias", ]
  __buffers__ = []
  weight : Tensor
  bias : Tensor
  training : bool
class downsample_layers_0_1(Module):
  __parameters__ = ["weight", "bias", ]
  __buffers__ = []
  weight : Tensor
  bias : Tensor
  training : bool
class downsample_layers_0(Module):
  __parameters__ = []
  __buffers__ = []
  training : bool
  __annotations__["0"] = __torch__.otolex.downsample_layers_0_0
  __annotations__["1"] = __torch__.otolex.downsample_layers_0_1
class downsample_layers_1_0(Module):
  __parameters__ = ["weight", "bias", ]
  __buffers__ = []
  weight : Tensor
  bias : Tensor
  training : bool
class downsample_layers_1_1(Module):
  __parameters__ = ["weight", "bias", ]
  __buffers__ = []
  weight : Tensor
  bias : Tensor
  training : bool
class downsample_layers_1(Module):
  __parameters__ = []
  __buffers__ = []
  training : bool
  __annotations__["0"] = __torch__.otolex.downsample_layers_1_0
  __annotations__["1"] = __torch__.otolex.downsample_layers_1_1
class downsample_layers_2_0(Module):
  __parameters__ = ["weight", "bias", ]
  __buffers__ = []
  weight : Tensor
  bias : Tensor
  training : bool
class downsample_layers_2_1(Module):
  __parameters__ = ["weight", "bias", ]
  __buffers__ = []
  weight : Tensor
  bias : Tensor
  training : bool
class downsample_layers_2(Module):
  __parameters__ = []
  __buffers__ = []
  training : bool
  __annotations__["0"] = __torch__.otolex.downsample_layers_2_0
  __annotations__["1"] = __torch__.otolex.downsample_layers_2_1
class downsample_layers_3_0(Module):
  __parameters__ = ["weight", "bias", ]
  __buffers__ = []
  weight : Tensor
  bias : Tensor
  training : bool
class downsample_layers_3_1(Module):
  __parameters__ = ["weight", "bias", ]
  __buffers__ = []
  weight : Tensor
  bias : Tensor
  training : bool
class downsample_layers_3(Module):
  __parameters__ = []
  __buffers__ = []
  training : bool
  __annotations__["0"] = __torch__.otolex.downsample_layers_3_0
  __annotations__["1"] = __torch__.otolex.downsample_layers_3_1
class downsample_layers(Module):
  __parameters__ = []
  __buffers__ = []
  training : bool
  __annotations__["0"] = __torch__.otolex.downsample_layers_0
  __annotations__["1"] = __torch__.otolex.downsample_layers_1
  __annotations__["2"] = __torch__.otolex.downsample_layers_2
  __annotations__["3"] = __torch__.otolex.downsample_layers_3
class stages_0_0_dwconv(Module):
  __parameters__ = ["weight", "bias", ]
  __buffers__ = []
  weight : Tensor
  bias : Tensor
  training : bool
class stages_0_0_norm(Module):
  __parameters__ = ["weight", "bias", ]
  __buffers__ = []
  weight : Tensor
  bias : Tensor
  training : bool
class stages_0_0_pwconv1(Module):
  __parameters__ = ["weight", "bias", ]
  __buffers__ = []
  weight : Tensor
  bias : Tensor
  training : bool
class stages_0_0_pwconv2(Module):
  __parameters__ = ["weight", "bias", ]
  __buffers__ = []
  weight : Tensor
  bias : Tensor
  training : bool
class stages_0_0(Module):
  __parameters__ = ["gamma", ]
  __buffers__ = []
  gamma : Tensor
  training : bool
  dwconv : __torch__.otolex.stages_0_0_dwconv
  norm : __torch__.otolex.stages_0_0_norm
  pwconv1 : __torch__.otolex.stages_0_0_pwconv1
  pwconv2 : __torch__.otolex.stages_0_0_pwconv2
class stages_0(Module):
  __parameters__ = []
  __buffers__ = []
  training : bool
  __annotations__["0"] = __torch__.otolex.stages_0_0
class stages_1_0_dwconv(Module):
  __parameters__ = ["weight", "bias", ]
  __buffers__ = []
  weight : Tensor
  bias : Tensor
  training : bool
class stages_1_0_norm(Module):
  __parameters__ = ["weight", "bias", ]
  __buffers__ = []
  weight : Tensor
  bias : Tensor
  training : bool
class stages_1_0_pwconv1(Module):
  __parameters__ = ["weight", "bias", ]
  __buffers__ = []
  weight : Tensor
  bias : Tensor
  training : bool
class stages_1_0_pwconv2(Module):
  __parameters__ = ["weight", "bias", ]
  __buffers__ = []
  weight : Tensor
  bias : Tensor
  training : bool
class stages_1_0(Module):
  __parameters__ = ["gamma", ]
  __buffers__ = []
  gamma : Tensor
  training : bool
  dwconv : __torch__.otolex.stages_1_0_dwconv
  norm : __torch__.otolex.stages_1_0_norm
  pwconv1 : __torch__.otolex.stages_1_0_pwconv1
  pwconv2 : __torch__.otolex.stages_1_0_pwconv2
class stages_1(Module):
  __parameters__ = []
  __buffers__ = []
  training : bool
  __annotations__["0"] = __torch__.otolex.stages_1_0
class stages_2_0_dwconv(Module):
  __parameters__ = ["weight", "bias", ]
  __buffers__ = []
  weight : Tensor
  bias : Tensor
  training : bool
class stages_2_0_norm(Module):
  __parameters__ = ["weight", "bias", ]
  __buffers__ = []
  weight : Tensor
  bias : Tensor
  training : bool
class stages_2_0_pwconv1(Module):
  __parameters__ = ["weight", "bias", ]
  __buffers__ = []
  weight : Tensor
  bias : Tensor
  training : bool
class stages_2_0_pwconv2(Module):
  __parameters__ = ["weight", "bias", ]
  __buffers__ = []
  weight : Tensor
  bias : Tensor
  training : bool
class stages_2_0(Module):
  __parameters__ = ["gamma", ]
  __buffers__ = []
  gamma : Tensor
  training : bool
  dwconv : __torch__.otolex.stages_2_0_dwconv
  norm : __torch__.otolex.stages_2_0_norm
  pwconv1 : __torch__.otolex.stages_2_0_pwconv1
  pwconv2 : __torch__.otolex.stages_2_0_pwconv2
class stages_2(Module):
  __parameters__ = []
  __buffers__ = []
  training : bool
  __annotations__["0"] = __torch__.otolex.stages_2_0
class stages_3_0_dwconv(Module):
  __parameters__ = ["weight", "bias", ]
  __buffers__ = []
  weight : Tensor
  bias : Tensor
  training : bool
class stages_3_0_norm(Module):
  __parameters__ = ["weight", "bias", ]
  __buffers__ = []
  weight : Tensor
  bias : Tensor
  training : bool
class stages_3_0_pwconv1(Module):
  __parameters__ = ["weight", "bias", ]
  __buffers__ = []
  weight : Tensor
  bias : Tensor
  training : bool
class stages_3_0_pwconv2(Module):
  __parameters__ = ["weight", "bias", ]
  __buffers__ = []
  weight : Tensor
  bias : Tensor
  training : bool
class stages_3_0(Module):
  __parameters__ = ["gamma", ]
  __buffers__ = []
  gamma : Tensor
  training : bool
  dwconv : __torch__.otolex.stages_3_0_dwconv
  norm : __torch__.otolex.stages_3_0_norm
  pwconv1 : __torch__.otolex.stages_3_0_pwconv1
  pwconv2 : __torch__.otolex.stages_3_0_pwconv2
class stages_3(Module):
  __parameters__ = []
  __buffers__ = []
  training : bool
  __annotations__["0"] = __torch__.otolex.stages_3_0
class stages(Module):
  __parameters__ = []
  __buffers__ = []
  training : bool
  __annotations__["0"] = __torch__.otolex.stages_0
  __annotations__["1"] = __torch__.otolex.stages_1
  __annotations__["2"] = __torch__.otolex.stages_2
  __annotations__["3"] = __torch__.otolex.stages_3
class norm(Module):
  __parameters__ = ["weight", "bias", ]
  __buffers__ = []
  weight : Tensor
  bias : Tensor
  training : bool
class head_audioset(Module):
  __parameters__ = ["weight", "bias", ]
  __buffers__ = []
  weight : Tensor
  bias : Tensor
  training : bool
class Network(Module):
  __parameters__ = []
  __buffers__ = []
  training : bool
  bn0 : __torch__.otolex.bn0
  downsample_layers : __torch__.otolex.downsample_layers
  stages : __torch__.otolex.stages
  norm : __torch__.otolex.norm
  head_audioset : __torch__.otolex.head_audioset
  def forward(self: __torch__.otolex.Network,
    logmel: Tensor) -> Tuple[Tensor, Tensor]:
    logits, embedding, map = (self).forward_with_map(logmel, )
    return (logits, embedding)
  def forward_with_map(self: __torch__.otolex.Network,
    logmel: Tensor) -> Tuple[Tensor, Tensor, Tensor]:
    training = self.training
    v0 = torch.permute(logmel, [0, 2, 3, 1])
    if training:
      t0 = torch.add_(self.bn0.num_batches_tracked, 1)
    else:
      pass
    v1 = torch.permute(torch.batch_norm(torch.permute(v0, [0, 2, 1, 3]), self.bn0.weight, self.bn0.bias, self.bn0.running_mean, self.bn0.running_var, training, 0.1, 1.0E-5, True), [0, 2, 1, 3])
    v3 = torch.permute(torch.conv2d(torch.permute(v1, [0, 3, 1, 2]), getattr(getattr(self.downsample_layers, "0"), "0").weight, getattr(getattr(self.downsample_layers, "0"), "0").bias, [4, 4], [4, 0], [1, 1], 1), [0, 2, 3, 1])
    v4 = torch.layer_norm(v3, [2], getattr(getattr(self.downsample_layers, "0"), "1").weight, getattr(getattr(self.downsample_layers, "0"), "1").bias, 1.0E-6)
    v6 = torch.permute(torch.conv2d(torch.permute(v4, [0, 3, 1, 2]), getattr(getattr(self.stages, "0"), "0").dwconv.weight, getattr(getattr(self.stages, "0"), "0").dwconv.bias, [1, 1], [3, 3], [1, 1], 2), [0, 2, 3, 1])
    v7 = torch.layer_norm(v6, [2], getattr(getattr(self.stages, "0"), "0").norm.weight, getattr(getattr(self.stages, "0"), "0").norm.bias, 1.0E-6)
    v8 = torch.linear(v7, getattr(getattr(self.stages, "0"), "0").pwconv1.weight, getattr(getattr(self.stages, "0"), "0").pwconv1.bias)
    v9 = torch.gelu(v8)
    v10 = torch.linear(v9, getattr(getattr(self.stages, "0"), "0").pwconv2.weight, getattr(getattr(self.stages, "0"), "0").pwconv2.bias)
    v11 = torch.mul(v10, getattr(getattr(self.stages, "0"), "0").gamma)
    v13 = torch.add(v4, v11)
    v14 = torch.layer_norm(v13, [2], getattr(getattr(self.downsample_layers, "1"), "0").weight, getattr(getattr(self.downsample_layers, "1"), "0").bias, 1.0E-6)
    v15 = torch.permute(torch.conv2d(torch.permute(v14, [0, 3, 1, 2]), getattr(getattr(self.downsample_layers, "1"), "1").weight, getattr(getattr(self.downsample_layers, "1"), "1").bias, [2, 2], [0, 0], [1, 1], 1), [0, 2, 3, 1])
    v17 = torch.permute(torch.conv2d(torch.permute(v15, [0, 3, 1, 2]), getattr(getattr(self.stages, "1"), "0").dwconv.weight, getattr(getattr(self.stages, "1"), "0").dwconv.bias, [1, 1], [3, 3], [1, 1], 2), [0, 2, 3, 1])
    v18 = torch.layer_norm(v17, [2], getattr(getattr(self.stages, "1"), "0").norm.weight, getattr(getattr(self.stages, "1"), "0").norm.bias, 1.0E-6)
    v19 = torch.linear(v18, getattr(getattr(self.stages, "1"), "0").pwconv1.weight, getattr(getattr(self.stages, "1"), "0").pwconv1.bias)
    v20 = torch.gelu(v19)
    v21 = torch.linear(v20, getattr(getattr(self.stages, "1"), "0").pwconv2.weight, getattr(getattr(self.stages, "1"), "0").pwconv2.bias)
    v22 = torch.mul(v21, getattr(getattr(self.stages, "1"), "0").gamma)
    if training:
      t1m = torch.empty([torch.size(v22, 0), 1, 1, 1], dtype=ops.prim.dtype(v22), layout=None, device=ops.prim.device(v22))
      t1 = torch.mul(v22, torch.mul(torch.bernoulli_(t1m, 0.9333333333333333), 1.0714285714285714))
    else:
      t1 = v22
    v24 = torch.add(v15, t1)
    v25 = torch.layer_norm(v24, [2], getattr(getattr(self.downsample_layers, "2"), "0").weight, getattr(getattr(self.downsample_layers, "2"), "0").bias, 1.0E-6)
    v26 = torch.permute(torch.conv2d(torch.permute(v25, [0, 3, 1, 2]), getattr(getattr(self.downsample_layers, "2"), "1").weight, getattr(getattr(self.downsample_layers, "2"), "1").bias, [2, 2], [0, 0], [1, 1], 1), [0, 2, 3, 1])
    v28 = torch.permute(torch.conv2d(torch.permute(v26, [0, 3, 1, 2]), getattr(getattr(self.stages, "2"), "0").dwconv.weight, getattr(getattr(self.stages, "2"), "0").dwconv.bias, [1, 1], [3, 3], [1, 1], 2), [0, 2, 3, 1])
    v29 = torch.layer_norm(v28, [2], getattr(getattr(self.stages, "2"), "0").norm.weight, getattr(getattr(self.stages, "2"), "0").norm.bias, 1.0E-6)
    v30 = torch.linear(v29, getattr(getattr(self.stages, "2"), "0").pwconv1.weight, getattr(getattr(self.stages, "2"), "0").pwconv1.bias)
    v31 = torch.gelu(v30)
    v32 = torch.linear(v31, getattr(getattr(self.stages, "2"), "0").pwconv2.weight, getattr(getattr(self.stages, "2"), "0").pwconv2.bias)
    v33 = torch.mul(v32, getattr(getattr(self.stages, "2"), "0").gamma)
    if training:
      t2m = torch.empty([torch.size(v33, 0), 1, 1, 1], dtype=ops.prim.dtype(v33), layout=None, device=ops.prim.device(v33))
      t2 = torch.mul(v33, torch.mul(torch.bernoulli_(t2m, 0.8666666666666667), 1.1538461538461537))
    else:
      t2 = v33
    v35 = torch.add(v26, t2)
    v36 = torch.layer_norm(v35, [2], getattr(getattr(self.downsample_layers, "3"), "0").weight, getattr(getattr(self.downsample_layers, "3"), "0").bias, 1.0E-6)
    v37 = torch.permute(torch.conv2d(torch.permute(v36, [0, 3, 1, 2]), getattr(getattr(self.downsample_layers, "3"), "1").weight, getattr(getattr(self.downsample_layers, "3"), "1").bias, [2, 2], [0, 0], [1, 1], 1), [0, 2, 3, 1])
    v39 = torch.permute(torch.conv2d(torch.permute(v37, [0, 3, 1, 2]), getattr(getattr(self.stages, "3"), "0").dwconv.weight, getattr(getattr(self.stages, "3"), "0").dwconv.bias, [1, 1], [3, 3], [1, 1], 4), [0, 2, 3, 1])
    v40 = torch.layer_norm(v39, [4], getattr(getattr(self.stages, "3"), "0").norm.weight, getattr(getattr(self.stages, "3"), "0").norm.bias, 1.0E-6)
    v41 = torch.linear(v40, getattr(getattr(self.stages, "3"), "0").pwconv1.weight, getattr(getattr(self.stages, "3"), "0").pwconv1.bias)
    v42 = torch.gelu(v41)
    v43 = torch.linear(v42, getattr(getattr(self.stages, "3"), "0").pwconv2.weight, getattr(getattr(self.stages, "3"), "0").pwconv2.bias)
    v44 = torch.mul(v43, getattr(getattr(self.stages, "3"), "0").gamma)
    if training:
      t3m = torch.empty([torch.size(v44, 0), 1, 1, 1], dtype=ops.prim.dtype(v44), layout=None, device=ops.prim.device(v44))
      t3 = torch.mul(v44, torch.mul(torch.bernoulli_(t3m, 0.8), 1.25))
    else:
      t3 = v44
    v46 = torch.add(v37, t3)
    v48 = torch.mean(v46, [2])
    v49 = torch.amax(v48, [1])
    v50 = torch.mean(v48, [1])
    v51 = torch.add(v49, v50)
    v52 = torch.layer_norm(v51, [4], self.norm.weight, self.norm.bias, 1.0E-6)
    v53 = torch.linear(v52, self.head_audioset.weight, self.head_audioset.bias)
    return (v53, v52, v46)
  def map(self: __torch__.otolex.Network,
    logmel: Tensor,
    visible: Tensor) -> Tensor:
    training = self.training
    v0 = torch.permute(logmel, [0, 2, 3, 1])
    if training:
      t0 = torch.add_(self.bn0.num_batches_tracked, 1)
    else:
      pass
    v1 = torch.permute(torch.batch_norm(torch.permute(v0, [0, 2, 1, 3]), self.bn0.weight, self.bn0.bias, self.bn0.running_mean, self.bn0.running_var, training, 0.1, 1.0E-5, True), [0, 2, 1, 3])
    v3 = torch.permute(torch.conv2d(torch.permute(v1, [0, 3, 1, 2]), getattr(getattr(self.downsample_layers, "0"), "0").weight, getattr(getattr(self.downsample_layers, "0"), "0").bias, [4, 4], [4, 0], [1, 1], 1), [0, 2, 3, 1])
    v4 = torch.layer_norm(v3, [2], getattr(getattr(self.downsample_layers, "0"), "1").weight, getattr(getattr(self.downsample_layers, "0"), "1").bias, 1.0E-6)
    t1m = torch.repeat_interleave(torch.repeat_interleave(visible, 8, 1), 8, 2)
    t1 = torch.constant_pad_nd(t1m, [0, 0, 0, torch.sub(torch.size(v4, 2), torch.size(t1m, 2)), 0, torch.sub(torch.size(v4, 1), torch.size(t1m, 1))], 0)
    v5 = torch.mul(v4, t1)
    v6 = torch.permute(torch.conv2d(torch.permute(v5, [0, 3, 1, 2]), getattr(getattr(self.stages, "0"), "0").dwconv.weight, getattr(getattr(self.stages, "0"), "0").dwconv.bias, [1, 1], [3, 3], [1, 1], 2), [0, 2, 3, 1])
    v7 = torch.layer_norm(v6, [2], getattr(getattr(self.stages, "0"), "0").norm.weight, getattr(getattr(self.stages, "0"), "0").norm.bias, 1.0E-6)
    v8 = torch.linear(v7, getattr(getattr(self.stages, "0"), "0").pwconv1.weight, getattr(getattr(self.stages, "0"), "0").pwconv1.bias)
    v9 = torch.gelu(v8)
    v10 = torch.linear(v9, getattr(getattr(self.stages, "0"), "0").pwconv2.weight, getattr(getattr(self.stages, "0"), "0").pwconv2.bias)
    v11 = torch.mul(v10, getattr(getattr(self.stages, "0"), "0").gamma)
    v13 = torch.add(v4, v11)
    v14 = torch.layer_norm(v13, [2], getattr(getattr(self.downsample_layers, "1"), "0").weight, getattr(getattr(self.downsample_layers, "1"), "0").bias, 1.0E-6)
    v15 = torch.permute(torch.conv2d(torch.permute(v14, [0, 3, 1, 2]), getattr(getattr(self.downsample_layers, "1"), "1").weight, getattr(getattr(self.downsample_layers, "1"), "1").bias, [2, 2], [0, 0], [1, 1], 1), [0, 2, 3, 1])
    t2m = torch.repeat_interleave(torch.repeat_interleave(visible, 4, 1), 4, 2)
    t2 = torch.constant_pad_nd(t2m, [0, 0, 0, torch.sub(torch.size(v15, 2), torch.size(t2m, 2)), 0, torch.sub(torch.size(v15, 1), torch.size(t2m, 1))], 0)
    v16 = torch.mul(v15, t2)
    v17 = torch.permute(torch.conv2d(torch.permute(v16, [0, 3, 1, 2]), getattr(getattr(self.stages, "1"), "0").dwconv.weight, getattr(getattr(self.stages, "1"), "0").dwconv.bias, [1, 1], [3, 3], [1, 1], 2), [0, 2, 3, 1])
    v18 = torch.layer_norm(v17, [2], getattr(getattr(self.stages, "1"), "0").norm.weight, getattr(getattr(self.stages, "1"), "0").norm.bias, 1.0E-6)
    v19 = torch.linear(v18, getattr(getattr(self.stages, "1"), "0").pwconv1.weight, getattr(getattr(self.stages, "1"), "0").pwconv1.bias)
    v20 = torch.gelu(v19)
    v21 = torch.linear(v20, getattr(getattr(self.stages, "1"), "0").pwconv2.weight, getattr(getattr(self.stages, "1"), "0").pwconv2.bias)
    v22 = torch.mul(v21, getattr(getattr(self.stages, "1"), "0").gamma)
    if training:
      t3m = torch.empty([torch.size(v22, 0), 1, 1, 1], dtype=ops.prim.dtype(v22), layout=None, device=ops.prim.device(v22))
      t3 = torch.mul(v22, torch.mul(torch.bernoulli_(t3m, 0.9333333333333333), 1.0714285714285714))
    else:
      t3 = v22
    v24 = torch.add(v15, t3)
    v25 = torch.layer_norm(v24, [2], getattr(getattr(self.downsample_layers, "2"), "0").weight, getattr(getattr(self.downsample_layers, "2"), "0").bias, 1.0E-6)
    v26 = torch.permute(torch.conv2d(torch.permute(v25, [0, 3, 1, 2]), getattr(getattr(self.downsample_layers, "2"), "1").weight, getattr(getattr(self.downsample_layers, "2"), "1").bias, [2, 2], [0, 0], [1, 1], 1), [0, 2, 3, 1])
    t4m = torch.repeat_interleave(torch.repeat_interleave(visible, 2, 1), 2, 2)
    t4 = torch.constant_pad_nd(t4m, [0, 0, 0, torch.sub(torch.size(v26, 2), torch.size(t4m, 2)), 0, torch.sub(torch.size(v26, 1), torch.size(t4m, 1))], 0)
    v27 = torch.mul(v26, t4)
    v28 = torch.permute(torch.conv2d(torch.permute(v27, [0, 3, 1, 2]), getattr(getattr(self.stages, "2"), "0").dwconv.weight, getattr(getattr(self.stages, "2"), "0").dwconv.bias, [1, 1], [3, 3], [1, 1], 2), [0, 2, 3, 1])
    v29 = torch.layer_norm(v28, [2], getattr(getattr(self.stages, "2"), "0").norm.weight, getattr(getattr(self.stages, "2"), "0").norm.bias, 1.0E-6)
    v30 = torch.linear(v29, getattr(getattr(self.stages, "2"), "0").pwconv1.weight, getattr(getattr(self.stages, "2"), "0").pwconv1.bias)
    v31 = torch.gelu(v30)
    v32 = torch.linear(v31, getattr(getattr(self.stages, "2"), "0").pwconv2.weight, getattr(getattr(self.stages, "2"), "0").pwconv2.bias)
    v33 = torch.mul(v32, getattr(getattr(self.stages, "2"), "0").gamma)
    if training:
      t5m = torch.empty([torch.size(v33, 0), 1, 1, 1], dtype=ops.prim.dtype(v33), layout=None, device=ops.prim.device(v33))
      t5 = torch.mul(v33, torch.mul(torch.bernoulli_(t5m, 0.8666666666666667), 1.1538461538461537))
    else:
      t5 = v33
    v35 = torch.add(v26, t5)
    v36 = torch.layer_norm(v35, [2], getattr(getattr(self.downsample_layers, "3"), "0").weight, getattr(getattr(self.downsample_layers, "3"), "0").bias, 1.0E-6)
    v37 = torch.permute(torch.conv2d(torch.permute(v36, [0, 3, 1, 2]), getattr(getattr(self.downsample_layers, "3"), "1").weight, getattr(getattr(self.downsample_layers, "3"), "1").bias, [2, 2], [0, 0], [1, 1], 1), [0, 2, 3, 1])
    t6m = torch.repeat_interleave(torch.repeat_interleave(visible, 1, 1), 1, 2)
    t6 = torch.constant_pad_nd(t6m, [0, 0, 0, torch.sub(torch.size(v37, 2), torch.size(t6m, 2)), 0, torch.sub(torch.size(v37, 1), torch.size(t6m, 1))], 0)
    v38 = torch.mul(v37, t6)
    v39 = torch.permute(torch.conv2d(torch.permute(v38, [0, 3, 1, 2]), getattr(getattr(self.stages, "3"), "0").dwconv.weight, getattr(getattr(self.stages, "3"), "0").dwconv.bias, [1, 1], [3, 3], [1, 1], 4), [0, 2, 3, 1])
    v40 = torch.layer_norm(v39, [4], getattr(getattr(self.stages, "3"), "0").norm.weight, getattr(getattr(self.stages, "3"), "0").norm.bias, 1.0E-6)
    v41 = torch.linear(v40, getattr(getattr(self.stages, "3"), "0").pwconv1.weight, getattr(getattr(self.stages, "3"), "0").pwconv1.bias)
    v42 = torch.gelu(v41)
    v43 = torch.linear(v42, getattr(getattr(self.stages, "3"), "0").pwconv2.weight, getattr(getattr(self.stages, "3"), "0").pwconv2.bias)
    v44 = torch.mul(v43, getattr(getattr(self.stages, "3"), "0").gamma)
    if training:
      t7m = torch.empty([torch.size(v44, 0), 1, 1, 1], dtype=ops.prim.dtype(v44), layout=None, device=ops.prim.device(v44))
      t7 = torch.mul(v44, torch.mul(torch.bernoulli_(t7m, 0.8), 1.25))
    else:
      t7 = v44
    v46 = torch.add(v37, t7)
    return v46
